// Muscle channels a thousand times a second, so that the computer can check every sample.
//
// Each sample is a frame of 22 bytes, all numbers low byte first:
//   A5 5A | counter, 16 bits | 8 readings, 16 bits each | CRC-16/CCITT of the 18 bytes before it
// The CRC has polynomial 1021 and starts at FFFF. A reading without a pin is 8000, which tells the
// computer that there is no such channel. The counter counts time: a sample that the board had no
// time for is a gap in it, and the computer tells it as lost.
//
// Connect the sensors' outputs to the pins below and all grounds together; with MyoWare 2.0 that is
// RAW, or ENV for the envelope. Run everything from a laptop on its battery.
//
// On the computer: driver = "serial_emg", with the same baud and rate_hz as here, bits and
// reference_v as the board's converter has them (Uno: 10 and 5.0; most 3.3 V boards: 12 and 3.3),
// and gain as the sensor's amplifier has it.

#include <Arduino.h>

const unsigned long BAUD = 500000;     // An Uno makes this speed exactly; 220000 are needed.
const uint32_t PERIOD_US = 1000;  // 1000 samples a second.
const uint8_t PINS[] = {A0, A1, A2, A3, A4, A5};  // At most 8, each with a sensor:
// a pin with none repeats what the pin before it hears.

const uint8_t CONNECTED = sizeof(PINS);
static_assert(CONNECTED <= 8, "a frame holds 8 readings: leave pins out of PINS");
const uint8_t FRAME_BYTES = 22;

uint8_t frame[FRAME_BYTES] = {0xA5, 0x5A};
uint16_t number = 0;
uint32_t due_us = 0;

void put16(uint8_t at, uint16_t value) {
  frame[at] = value & 0xFF;
  frame[at + 1] = value >> 8;
}

uint16_t crc16(const uint8_t *data, uint8_t length) {
  uint16_t crc = 0xFFFF;
  while (length--) {
    crc ^= (uint16_t)(*data++) << 8;
    for (uint8_t bit = 0; bit < 8; bit++) {
      crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
    }
  }
  return crc;
}

void setup() {
  Serial.begin(BAUD);
#if defined(__AVR__)
  // The converter's usual clock takes 112 us a reading, too long for six in a millisecond. This one
  // takes 26 us and keeps all but the last of the ten bits.
  ADCSRA = (ADCSRA & ~0x07) | 0x05;
#elif defined(ARDUINO_ARCH_ESP32) || defined(TEENSYDUINO) || defined(ARDUINO_ARCH_SAMD) || \
    defined(ARDUINO_ARCH_SAM) || defined(ARDUINO_ARCH_RENESAS) || defined(ARDUINO_ARCH_RP2040) || \
    defined(ARDUINO_ARCH_MBED)
  // Most of these give 10 bits unless asked.
  analogReadResolution(12);
#endif
  for (uint8_t channel = CONNECTED; channel < 8; channel++) {
    put16(4 + 2 * channel, 0x8000);
  }
  due_us = micros();
}

void loop() {
  if ((uint32_t)(micros() - due_us) < PERIOD_US) {
    return;
  }
  do {
    due_us += PERIOD_US;
    number++;
  } while ((uint32_t)(micros() - due_us) >= PERIOD_US);

  put16(2, number);
  for (uint8_t channel = 0; channel < CONNECTED; channel++) {
    put16(4 + 2 * channel, analogRead(PINS[channel]));
  }
  put16(20, crc16(frame + 2, 18));
  Serial.write(frame, FRAME_BYTES);
}
