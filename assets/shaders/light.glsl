// The room: a key light (the only one that casts a shadow), a cool fill, a warm rim, sky and ground.
const vec3 KEY_COLOUR = vec3(1.0, 0.945, 0.865) * 2.2;
const vec3 FILL_COLOUR = vec3(0.8, 0.87, 1.0) * 0.5;
const vec3 RIM_COLOUR = vec3(1.0, 0.93, 0.85) * 0.45;
const vec3 SKY_COLOUR = vec3(0.85, 0.92, 1.0) * 0.62;
const vec3 GROUND_COLOUR = vec3(0.55, 0.45, 0.38) * 0.45;
const float EXPOSURE = 0.52;

// Narkowicz's fit of the ACES filmic curve (2016) and then the display's gamma of 2.2, both as one
// quotient of the root: within 0.2 of 255, and without three powers, which processors pay dearly for.
vec3 shown(vec3 radiance) {
    vec3 r = sqrt(max(radiance * EXPOSURE, 0.0));
    vec3 above = r * (0.6856 + r * (1.1727 + r * 17.9275));
    return min(above / (1.0 + r * (2.0323 + r * (1.0452 + r * 17.7652))), 1.0);
}
