#version 330 core
#include "frame_block.glsl"
#include "begins.glsl"
uniform int limb;
in float up_arm;

// Thresholds that neighbours share evenly (Bayer's matrix of four by four), from 1/32 to 31/32.
float threshold(ivec2 place) {
    int x = place.x, mixed = place.x ^ place.y;
    int step = (mixed & 1) << 3 | (x & 1) << 2 | (mixed & 2) | (x >> 1 & 1);
    return (float(step) + 0.5) / 16.0;
}

void main() {
    // A fading limb's shadow fades with it. One shadow map serves both limbs: beside a more opaque
    // one, the other casts fewer and fewer of its pixels, blurred by the taps.
    float opacity = begun(up_arm) * limb_state[limb].x / most_opaque();
    if (opacity < 1.0 && threshold(ivec2(gl_FragCoord.xy)) >= opacity) discard;
}
