// Everything that changes from frame to frame, in one upload. Mirrors game/render/frame_block.py.
const int LIMBS = 2;
const int SLOTS = 2 * LIMBS;        // every shown limb, then every one's residual limb
layout(std140) uniform FrameBlock {
    mat4 view_projection;
    mat4 light_projection;          // world to the shadow map's 0..1
    vec4 eye;                       // xyz; w: height of the table's top
    vec4 key_direction;             // towards the key light; w: metres across the shadow map
    vec4 limb_state[SLOTS];         // x: opacity, 0 where there is no such limb; y: melanin; z: blood;
                                    // w: metres from the wrist up to the sleeve's hem
    vec4 ambient_weights[2 * SLOTS];
    vec4 bones[3 * JOINT_COUNT * SLOTS];
    vec4 scene_state;               // x: 1 where solid things stand on the table, else 0
    vec4 bends[(JOINT_COUNT * SLOTS + 3) / 4];  // how far each joint is bent: 1 at a right angle
};

float most_opaque() {
    float limbs = max(limb_state[0].x, limb_state[1].x);
    float residual_limbs = max(limb_state[2].x, limb_state[3].x);
    return max(max(limbs, residual_limbs), scene_state.x);
}
