// The replay on a session's page: play, scrub, speed, view; the shown limb beside the measured one.
import { fetchArrays } from "./arrays.js";
import { Kinematics } from "./kinematics.js";
import { Stage } from "./stage.js";

class Replay {
  constructor(box, model, frames, stage) {
    this.box = box;
    this.model = model;
    this.frames = frames;
    this.stage = stage;
    this.felt = new Kinematics(model, true);
    this.plain = new Kinematics(model, false);
    this.affected = box.dataset.affected;
    // Marks count from the session's start, the recording from its first frame.
    this.late = frames.head.starts_s - Number(box.dataset.anchor);
    this.at = 0;
    this.playing = false;
    this.part = (name) => box.querySelector(`[data-part="${name}"]`);
    const last = frames.arrays.at_s.length - 1;
    this.lasts = last >= 0 ? frames.arrays.at_s[last] : 0;
    this.part("place").max = this.lasts.toFixed(2);
    this.part("play").addEventListener("click", () => this.toggle());
    this.part("place").addEventListener("input", (event) => this.go(Number(event.target.value)));
    this.part("view").addEventListener("change", () => this.draw());
    this.part("beside").addEventListener("change", () => this.draw());
    window.addEventListener("resize", () => this.draw());
    document.addEventListener("click", (event) => {
      const link = event.target.closest("[data-at]");
      if (link) { event.preventDefault(); this.go(Number(link.dataset.at) - this.late); box.scrollIntoView({ block: "nearest" }); }
    });
    this.go(this.firstSeen());
  }

  firstSeen() {
    const { at_s: times, covered, left, right } = this.frames.arrays;
    const { angles, gone } = this.frames.head;
    for (let i = 0; i < times.length; i += 1) {
      if (!covered[i] && (left[i * angles] !== gone || right[i * angles] !== gone)) return times[i];
    }
    return 0;
  }

  toggle() {
    this.playing = !this.playing;
    this.part("play").textContent = this.playing ? "Pause" : "Play";
    if (this.playing) {
      if (this.at >= this.lasts) this.at = 0;
      this.began = null;
      requestAnimationFrame((now) => this.step(now));
    }
  }

  step(now) {
    if (!this.playing) return;
    if (this.began !== null) this.at += (now - this.began) / 1000 * Number(this.part("speed").value);
    this.began = now;
    if (this.at >= this.lasts) { this.at = this.lasts; this.toggle(); }
    this.go(this.at);
    requestAnimationFrame((next) => this.step(next));
  }

  go(at) {
    this.at = Math.min(Math.max(at, 0), this.lasts);
    this.part("place").value = this.at.toFixed(2);
    const minutes = Math.floor(this.at / 60), seconds = (this.at % 60).toFixed(1).padStart(4, "0");
    this.part("time").textContent = `${minutes}:${seconds}`;
    this.draw();
  }

  // The newest frame that was on the screen then: nothing between two frames is made up.
  frame() {
    const times = this.frames.arrays.at_s;
    let low = 0, high = times.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (times[middle] <= this.at + 1e-4) low = middle; else high = middle - 1;
    }
    return low;
  }

  limb(name, side, frame, kinematics, opacity) {
    const { angles, gone, steps_per_rad: scale } = this.frames.head;
    const first = frame * angles, steps = this.frames.arrays[name];
    if (angles !== kinematics.angles || steps[first] === gone || opacity <= 0) return null;
    const pose = Array.from(steps.subarray(first, first + angles), (step) => step / scale);
    const bones = Float32Array.from(kinematics.skinMatrices(pose, side));
    const felt = kinematics === this.felt;
    return { side, bones, bends: this.bends(pose), ambient: this.ambient(pose), opacity, felt };
  }

  // How far each joint is bent, as game/limb/flesh.py has it: bent fingers press their flesh.
  bends(pose) {
    const { joints, bends, full_bend_rad: full } = this.model.head;
    const shares = new Float32Array(joints);
    if (this.model.head.kind === "arm") {
      bends.joints.forEach((joint, i) => {
        shares[joint] = pose[bends.angles[i]] / full;
      });
    }
    return shares;
  }

  ambient(pose) {
    const { blend_towards: towards, blend_own: own } = this.model.arrays;
    const near = Array.from(own, (value, key) => {
      let sum = -value;
      for (let i = 0; i < pose.length; i += 1) sum += towards[key * pose.length + i] * pose[i];
      return sum;
    });
    const most = Math.max(...near), shares = near.map((value) => Math.exp(value - most));
    const all = shares.reduce((sum, share) => sum + share, 0);
    return shares.map((share) => share / all);
  }

  draw() {
    const frame = this.frame(), { covered, opacity } = this.frames.arrays;
    const hidden = this.frames.arrays.at_s.length === 0 || covered[frame] === 1;
    const shown = hidden ? [] : ["left", "right"].map((side, i) => this.limb(
      side, side, frame, side === this.affected || this.affected === "both" ? this.felt : this.plain,
      opacity[2 * frame + i] / 255,
    )).filter(Boolean);
    const views = [this.view(shown)];
    if (this.part("beside").checked) {
      const intact = this.affected === "left" ? "right" : "left";
      const measured = this.limb("measured", intact, frame, this.plain, 1);
      views.push(this.view(measured ? [measured] : []));
    }
    this.stage.draw(views);
    const words = hidden ? "The limb was covered." : shown.length ? "" : "No limb was shown.";
    this.part("words").textContent = words;
  }

  view(limbs) {
    const side = limbs.length === 1 ? limbs[0].side : null;
    const sign = side === "left" ? -1 : side === "right" ? 1 : 0;
    const leg = this.model.head.kind === "leg";
    const target = leg ? [0.12 * sign, 0.62, -0.38] : [0.2 * sign, 0.42, -0.2];
    const eyes = leg
      ? { patient: [0, -0.05, 0.75], front: [0.3 * sign, 2.0, 0.1], above: [0.12 * sign, 0.6, 1.2] }
      : { patient: [0, 0.05, 0.45], front: [0.25 * sign, 1.25, 0.1], above: [0.2 * sign, 0.41, 0.75] };
    return { limbs, target, eye: eyes[this.part("view").value] };
  }
}

async function picture(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

function plainPicture(red, green, blue) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d");
  context.fillStyle = `rgb(${red} ${green} ${blue})`;
  context.fillRect(0, 0, 1, 1);
  return canvas;
}

async function start(box) {
  const { limb, frames, shaders, pigment, surface } = box.dataset;
  const [model, shown, texts] = await Promise.all([
    fetchArrays(limb), fetchArrays(frames), fetch(shaders, { credentials: "same-origin" }).then((a) => a.json()),
  ]);
  const pictures = model.head.textured
    ? { skin_pigment: await picture(pigment), skin_surface: await picture(surface) }
    : { skin_pigment: plainPicture(128, 102, 255), skin_surface: plainPicture(120, 0, 0) };
  const canvas = box.querySelector("canvas");
  box.replay = new Replay(box, model, shown, new Stage(canvas, model, texts, pictures));
  box.dataset.ready = "yes";
}

for (const box of document.querySelectorAll("[data-replay]")) {
  start(box).catch((error) => {
    box.querySelector('[data-part="words"]').textContent = `The replay can't be shown: ${error.message}.`;
    box.dataset.ready = "failed";
  });
}
