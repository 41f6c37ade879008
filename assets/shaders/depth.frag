#version 330 core
#include "frame_block.glsl"
#include "noise.glsl"
#include "begins.glsl"
uniform int limb;
in float up_arm;
void main() {
    // A fading limb's shadow fades with it. One shadow map serves both limbs: beside a more opaque
    // one, the other casts fewer and fewer of its pixels, blurred by the taps.
    float opacity = begun(up_arm) * limb_state[limb].x / most_opaque();
    if (opacity < 1.0 && screen_noise() >= opacity) discard;
}
