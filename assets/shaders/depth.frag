#version 330 core
#include "frame_block.glsl"
#include "noise.glsl"
uniform int limb;
void main() {
    // A fading limb casts a thinning shadow: fewer and fewer of its pixels, blurred by the taps.
    float opacity = limb_state[limb].x;
    if (opacity < 1.0 && screen_noise() >= opacity) discard;
}
