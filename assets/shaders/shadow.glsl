// Soft shadow that is sharp where things touch: the penumbra grows with the gap to what casts it
// (Fernando, "Percentage-closer soft shadows", 2005). The taps turn from pixel to pixel.
uniform sampler2DShadow shadow_map;
uniform sampler2D shadow_depth;     // the same map, read without comparing
const float GOLDEN_ANGLE = 2.39996323;
const float WIDEST_M = 0.016;       // of a penumbra: wider ones would need more taps
const float LIGHT_ANGLE = 0.12;     // width of the lamp over its distance: a shaded window, not a bulb
const float LIGHT_DEPTH_M = 2.0;    // near to far plane; game/render/light.py has the same

vec2 tap(int i, int count, float turn, float jitter) {
    float angle = turn + float(i) * GOLDEN_ANGLE;
    return sqrt((float(i) + jitter) / float(count)) * vec2(cos(angle), sin(angle));
}

float lit_share(vec3 world, float bias_m, float least_m) {
    vec3 place = (light_projection * vec4(world, 1.0)).xyz;
    if (any(lessThan(place.xy, vec2(0.0))) || any(greaterThan(place.xy, vec2(1.0)))) return 1.0;
    float across_m = key_direction.w;
    float receiver = place.z - bias_m / LIGHT_DEPTH_M;
    float noise = screen_noise();
    float turn = 6.2831853 * noise, jitter = fract(noise * 13.7);
    float gap_m = 0.05;
#if BLOCKER_TAPS > 0
    float blockers = 0.0, found = 0.0;
    for (int i = 0; i < BLOCKER_TAPS; i++) {
        float depth = texture(shadow_depth, place.xy + tap(i, BLOCKER_TAPS, 0.0, 0.5) * WIDEST_M / across_m).r;
        if (depth < receiver) { blockers += depth; found += 1.0; }
    }
    if (found < 0.5) return 1.0;
    gap_m = (receiver - blockers / found) * LIGHT_DEPTH_M;
#endif
    float radius = clamp(gap_m * LIGHT_ANGLE, least_m, WIDEST_M) / across_m;
    float lit = 0.0;
    for (int i = 0; i < SHADOW_TAPS; i++) {
        lit += texture(shadow_map, vec3(place.xy + tap(i, SHADOW_TAPS, turn, jitter) * radius, receiver));
    }
    return lit / float(SHADOW_TAPS);
}
