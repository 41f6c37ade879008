#version 330 core
#include "frame_block.glsl"
#include "noise.glsl"
uniform int limb;
void main() {
    // A fading limb's shadow fades with it. One shadow map serves both limbs: beside a more opaque
    // one, the other casts fewer and fewer of its pixels, blurred by the taps.
    float opacity = limb_state[limb].x / most_opaque();
    if (opacity < 1.0 && screen_noise() >= opacity) discard;
}
