// Soft shadow that is sharp where things touch: the penumbra grows with the gap to what casts it
// (Fernando, "Percentage-closer soft shadows", 2005). The taps turn from pixel to pixel;
// without blocker taps there are too few for that to look like anything but grain.
uniform sampler2DShadow shadow_map;
uniform sampler2D shadow_depth;     // the same map, read without comparing
const float WIDEST_M = 0.016;       // of a penumbra: wider ones would need more taps
const float LIGHT_ANGLE = 0.12;     // width of the lamp over its distance: a shaded window, not a bulb
const float LIGHT_DEPTH_M = 2.0;    // near to far plane; game/render/light.py has the same

// Places spread evenly over the unit circle (Vogel's spiral): each lies a golden angle on from the
// last. Worked out on the way, because processors copy a list of them for every pixel.
const mat2 GOLDEN = mat2(-0.7373688, 0.6754903, -0.6754903, -0.7373688);

// taps: SHADOW_TAPS, or 0 where nothing can be in the way.
float lit_share(vec3 world, float bias_m, float least_m, int taps) {
    vec3 place = (light_projection * vec4(world, 1.0)).xyz;
    if (any(lessThan(place.xy, vec2(0.0))) || any(greaterThan(place.xy, vec2(1.0)))) return 1.0;
    float across_m = key_direction.w;
    float receiver = place.z - bias_m / LIGHT_DEPTH_M;
#if BLOCKER_TAPS == 0
    vec2 spot = vec2(1.0, 0.0);
    float gap_m = 0.03;
#else
    float turn = 6.2831853 * screen_noise();
    vec2 spot = vec2(cos(turn), sin(turn)), look = vec2(WIDEST_M / across_m, 0.0);
    float blockers = 0.0, found = 0.0;
    int looks = taps > 0 ? BLOCKER_TAPS : 0;
    for (int i = 0; i < looks; i++) {
        float depth = texture(shadow_depth, place.xy + sqrt((float(i) + 0.5) / float(BLOCKER_TAPS)) * look).r;
        look = GOLDEN * look;
        if (depth < receiver) { blockers += depth; found += 1.0; }
    }
    if (found < 0.5) taps = 0;
    float gap_m = (receiver - blockers / max(found, 1.0)) * LIGHT_DEPTH_M;
#endif
    float radius = clamp(gap_m * LIGHT_ANGLE, least_m, WIDEST_M) / across_m;
    spot *= radius;
    float lit = 0.0;
    for (int i = 0; i < taps; i++) {
        lit += texture(shadow_map, vec3(place.xy + sqrt((float(i) + 0.5) / float(SHADOW_TAPS)) * spot, receiver));
        spot = GOLDEN * spot;
    }
    return taps > 0 ? mix(1.0, lit / float(taps), most_opaque()) : 1.0;
}
