// Interleaved gradient noise (Jimenez, "Next generation post processing in Call of Duty", 2014):
// neighbouring pixels differ as much as they can, so few taps look smooth.
float screen_noise() {
    return fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
}
