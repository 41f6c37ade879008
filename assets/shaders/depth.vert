#version 330 core
#include "frame_block.glsl"
#include "skinning.glsl"
uniform int limb;
void main() {
    vec3 position, normal;
    skin(limb, position, normal);
    gl_Position = vec4((light_projection * vec4(position, 1.0)).xyz * 2.0 - 1.0, 1.0);
}
