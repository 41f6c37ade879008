#version 330 core
#include "frame_block.glsl"
#include "skinning.glsl"
uniform int limb;
out float up_arm;
void main() {
    vec3 position, normal;
    skin(limb, position, normal);
    up_arm = up_arm_m;
    gl_Position = vec4((light_projection * vec4(position, 1.0)).xyz * 2.0 - 1.0, 1.0);
}
