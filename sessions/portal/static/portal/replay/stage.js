// Draws limbs with the game's own shader. One stage is one canvas with up to two pictures side by side.

const UNITS = { skin_pigment: 0, skin_surface: 1 };
const KEY = [-0.4286, 0.2857, 0.8571];      // towards the lamp from a left limb
const NO_HEM_M = 10;

export class Stage {
  constructor(canvas, model, shaders, pictures) {
    const gl = canvas.getContext("webgl2", { antialias: true, preserveDrawingBuffer: true });
    if (!gl) throw new Error("this browser has no WebGL 2");
    this.gl = gl;
    this.canvas = canvas;
    this.model = model;
    this.program = link(gl, shaders);
    this.places = Object.fromEntries(["limb", "begins", "upper_axis", "lower_axis", "axis_joints"].map(
      (name) => [name, gl.getUniformLocation(this.program, name)],
    ));
    this.block = new Block(gl, this.program);
    this.mesh = upload(gl, model);
    gl.useProgram(this.program);
    for (const [name, unit] of Object.entries(UNITS)) {
      gl.uniform1i(gl.getUniformLocation(this.program, name), unit);
      texture(gl, unit, pictures[name]);
    }
    gl.uniform4f(this.places.begins, ...model.head.begins);
    gl.uniform2i(this.places.axis_joints, ...model.head.axis_joints);
    gl.enable(gl.DEPTH_TEST);
    gl.enable(gl.CULL_FACE);
    gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
  }

  // views: [{ limbs: [{ side, bones, bends, ambient, opacity, felt }], eye, target }], side by side.
  draw(views) {
    const { gl, canvas } = this;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const width = Math.round(canvas.clientWidth * ratio), height = Math.round(canvas.clientHeight * ratio);
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    gl.viewport(0, 0, width, height);
    gl.clearColor(0.62, 0.57, 0.51, 1);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    const each = Math.floor(width / views.length);
    views.forEach((view, i) => {
      gl.viewport(i * each, 0, each, height);
      this.drawView(view, each / height);
    });
  }

  drawView(view, aspect) {
    const { gl, block, model } = this;
    block.set("view_projection", seen(view.eye, view.target, aspect));
    block.set("eye", [...view.eye, -10]);
    const mirrored = view.limbs[0]?.side === "right" ? -1 : 1;
    block.set("key_direction", [KEY[0] * mirrored, KEY[1], KEY[2], 1]);
    view.limbs.forEach((limb, i) => {
      block.set("limb_state", [limb.opacity, model.head.melanin, model.head.blood, NO_HEM_M], 4 * i);
      block.set("ambient_weights", limb.ambient, 8 * i);
      block.set("bones", limb.bones, 12 * model.head.joints * i);
      block.set("bends", limb.bends, model.head.joints * i);
    });
    block.upload();
    gl.useProgram(this.program);
    gl.bindVertexArray(this.mesh.vao);
    view.limbs.forEach((limb, i) => {
      gl.uniform1i(this.places.limb, i);
      // Only a limb in its felt form is drawn together.
      const [upper, lower] = limb.felt ? model.head.axes : [[0, 0, 0], [0, 0, 0]];
      gl.uniform3f(this.places.upper_axis, ...upper);
      gl.uniform3f(this.places.lower_axis, ...lower);
      gl.frontFace(limb.side === "right" ? gl.CW : gl.CCW);
      if (limb.opacity < 1) gl.enable(gl.BLEND); else gl.disable(gl.BLEND);
      gl.drawElements(gl.TRIANGLES, this.mesh.count, gl.UNSIGNED_SHORT, 0);
    });
  }
}

// The shader's uniform block, filled by name: whatever its layout is.
class Block {
  constructor(gl, program) {
    this.gl = gl;
    const index = gl.getUniformBlockIndex(program, "FrameBlock");
    gl.uniformBlockBinding(program, index, 0);
    this.values = new Float32Array(
      gl.getActiveUniformBlockParameter(program, index, gl.UNIFORM_BLOCK_DATA_SIZE) / 4,
    );
    this.offsets = {};
    const found = gl.getActiveUniformBlockParameter(program, index, gl.UNIFORM_BLOCK_ACTIVE_UNIFORM_INDICES);
    const places = gl.getActiveUniforms(program, found, gl.UNIFORM_OFFSET);
    found.forEach((uniform, i) => {
      const name = gl.getActiveUniform(program, uniform).name.replace(/^FrameBlock\./, "").replace(/\[0\]$/, "");
      this.offsets[name] = places[i] / 4;
    });
    this.buffer = gl.createBuffer();
    gl.bindBuffer(gl.UNIFORM_BUFFER, this.buffer);
    gl.bufferData(gl.UNIFORM_BUFFER, this.values.byteLength, gl.DYNAMIC_DRAW);
    gl.bindBufferBase(gl.UNIFORM_BUFFER, 0, this.buffer);
  }

  set(name, values, from = 0) {
    const offset = this.offsets[name];
    if (offset !== undefined) this.values.set(values, offset + from);
  }

  upload() {
    this.gl.bindBuffer(this.gl.UNIFORM_BUFFER, this.buffer);
    this.gl.bufferSubData(this.gl.UNIFORM_BUFFER, 0, this.values);
  }
}

function link(gl, shaders) {
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, shaders.vertex], [gl.FRAGMENT_SHADER, shaders.fragment]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader));
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
  return program;
}

function upload(gl, model) {
  const { arrays } = model;
  const vao = gl.createVertexArray();
  gl.bindVertexArray(vao);
  const put = (place, values, size, kind, normalised, stride = 0, offset = 0) => {
    if (values) {
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
      gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
    }
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, size, kind, normalised, stride, offset);
  };
  put(0, arrays.positions, 3, gl.FLOAT, false);
  put(1, arrays.normals, 3, gl.FLOAT, false);
  put(2, arrays.uv, 2, gl.FLOAT, false);
  put(3, arrays.bone_indices, 4, gl.UNSIGNED_BYTE, false);
  put(4, arrays.bone_weights, 4, gl.UNSIGNED_BYTE, true);
  put(5, arrays.ambient, 4, gl.UNSIGNED_BYTE, true, 8, 0);
  put(6, null, 4, gl.UNSIGNED_BYTE, true, 8, 4);
  put(8, arrays.flesh, 2, gl.FLOAT, false);
  put(9, arrays.drawn_in, 3, gl.FLOAT, false);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, arrays.triangles, gl.STATIC_DRAW);
  gl.bindVertexArray(null);
  return { vao, count: arrays.triangles.length };
}

function texture(gl, unit, picture) {
  gl.activeTexture(gl.TEXTURE0 + unit);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, true);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, picture);
  gl.generateMipmap(gl.TEXTURE_2D);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
}

// The matrix from body space to the picture, column by column.
function seen(eye, target, aspect) {
  const unit = (v) => v.map((part) => part / Math.hypot(...v));
  const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const forward = unit(target.map((part, i) => part - eye[i]));
  const up = Math.abs(forward[2]) > 0.95 ? [0, 1, 0] : [0, 0, 1];
  const right = unit(cross(forward, up)), above = cross(right, forward);
  const near = 0.05, far = 10, slope = 1 / Math.tan(0.32);
  const across = slope / Math.max(aspect, 0.6), upwards = across * aspect;
  const view = [
    [right[0], above[0], -forward[0], 0], [right[1], above[1], -forward[1], 0],
    [right[2], above[2], -forward[2], 0], [-dot(right, eye), -dot(above, eye), dot(forward, eye), 1],
  ];
  return view.flatMap(([x, y, z, w]) => [
    across * x, upwards * y, ((far + near) * z + 2 * far * near * w) / (near - far), -z,
  ]);
}
