#version 330 core
#include "frame_block.glsl"
#define SLEEVED
#include "skinning.glsl"
uniform int limb;
out vec3 world;
out vec3 world_normal;
out vec3 rest;
out float up_arm;
out float open_sky;
void main() {
    skin(limb, world, world_normal);
    rest = rest_position;
    up_arm = up_arm_m;
    open_sky = dot(ambient_first, ambient_weights[2 * limb])
             + dot(ambient_second, ambient_weights[2 * limb + 1]);
    gl_Position = view_projection * vec4(world, 1.0);
}
