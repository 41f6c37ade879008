// Reads what sessions/portal/replay/array_pack.py packed.
const KINDS = {
  float32: Float32Array, int32: Int32Array, int16: Int16Array, uint16: Uint16Array, uint8: Uint8Array,
};

export async function fetchArrays(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`the portal answered ${answer.status}`);
  const data = await answer.arrayBuffer();
  const length = new DataView(data).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length)));
  const start = 4 + length;
  const arrays = {};
  for (const [name, place] of Object.entries(head.arrays)) {
    const count = place.shape.reduce((all, part) => all * part, 1);
    arrays[name] = new KINDS[place.type](data, start + place.offset, count);
  }
  return { head, arrays };
}
