// Just enough of Arduino to run the sketch here: time passes 250 us a look, a pin reads as a number
// that tells which pin and which reading, and what is sent goes to the standard output.
#pragma once
#include <cstdint>
#include <cstdio>

enum : uint8_t { A0 = 14, A1, A2, A3, A4, A5 };

static unsigned long looks = 0;
inline uint32_t micros() {
  // Once there is no time for four samples: 3 ms, and 250 us for each look at the clock meanwhile.
  if (looks == 400) looks += 12;
  return (uint32_t)(4294966000ul + 250ul * looks++);
}

static unsigned readings = 0;
inline int analogRead(uint8_t pin) { return (pin - A0) * 100 + readings++ / 6 % 100; }

struct {
  void begin(unsigned long) {}
  void write(const uint8_t *data, unsigned length) { fwrite(data, 1, length, stdout); }
} Serial;
