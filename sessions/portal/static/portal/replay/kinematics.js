// Joint angles in, skin matrices out: the same arithmetic as game/limb/kinematics.py.

export class Kinematics {
  // felt: whether the limb has the form in which the phantom was shown (telescoped, larger, smaller).
  constructor(model, felt) {
    this.joints = model.head.joints;
    this.angles = model.head.angles.length;
    this.parents = model.arrays.parents;
    this.turns = model.arrays.turns;          // joints x 3 x angles
    this.axes = model.arrays.axes;            // joints x 3 x 3
    this.steps = felt ? model.arrays.felt_steps : model.arrays.steps;
    this.toCentre = felt ? model.arrays.felt_to_centre : model.arrays.to_centre;
    this.chain = new Float64Array(12 * this.joints);
    this.out = new Float32Array(12 * this.joints);
  }

  // angles: radians; side: "left" or "right". Returns joints x 3 x 4, overwritten by the next call.
  skinMatrices(angles, side) {
    for (let joint = 0; joint < this.joints; joint += 1) {
      let turned = IDENTITY;
      for (let slot = 0; slot < 3; slot += 1) {
        const turn = this.turnOf(3 * joint + slot, angles);
        if (turn !== 0) turned = times(turned, about(this.axes, 9 * joint + 3 * slot, turn));
      }
      this.follow(joint, turned);
    }
    for (let joint = 0; joint < this.joints; joint += 1) this.place(joint, side === "right" ? -1 : 1);
    return this.out;
  }

  turnOf(row, angles) {
    let turn = 0;
    const first = row * this.angles;
    for (let i = 0; i < this.angles; i += 1) turn += this.turns[first + i] * angles[i];
    return turn;
  }

  // Where a joint is and how it is turned: after everything that its parent did.
  follow(joint, turned) {
    const own = [0, 1, 2].flatMap((r) => [...turned.slice(3 * r, 3 * r + 3), this.steps[3 * joint + r]]);
    const parent = this.parents[joint];
    const whole = joint === 0 ? own : after(this.chain.subarray(12 * parent, 12 * parent + 12), own);
    this.chain.set(whole, 12 * joint);
  }

  place(joint, sign) {
    const moved = after(
      this.chain.subarray(12 * joint, 12 * joint + 12),
      this.toCentre.subarray(12 * joint, 12 * joint + 12),
    );
    for (let i = 0; i < 4; i += 1) moved[i] *= sign;
    this.out.set(moved, 12 * joint);
  }
}

const IDENTITY = [1, 0, 0, 0, 1, 0, 0, 0, 1];

// Rodrigues' formula: I + sin t K + (1 - cos t) K K.
function about(axes, at, turn) {
  const [x, y, z] = [axes[at], axes[at + 1], axes[at + 2]];
  const s = Math.sin(turn), c = Math.cos(turn), v = 1 - c;
  return [
    c + x * x * v, x * y * v - z * s, x * z * v + y * s,
    y * x * v + z * s, c + y * y * v, y * z * v - x * s,
    z * x * v - y * s, z * y * v + x * s, c + z * z * v,
  ];
}

function times(a, b) {
  const out = new Array(9);
  for (let r = 0; r < 3; r += 1) {
    for (let c = 0; c < 3; c += 1) {
      out[3 * r + c] = a[3 * r] * b[c] + a[3 * r + 1] * b[3 + c] + a[3 * r + 2] * b[6 + c];
    }
  }
  return out;
}

// Two moves of shape 3 x 4, the second one first.
function after(a, b) {
  const out = new Array(12);
  for (let r = 0; r < 3; r += 1) {
    for (let c = 0; c < 4; c += 1) {
      out[4 * r + c] = a[4 * r] * b[c] + a[4 * r + 1] * b[4 + c] + a[4 * r + 2] * b[8 + c]
        + (c === 3 ? a[4 * r + 3] : 0);
    }
  }
  return out;
}
