// An Arduino Uno that runs a sketch on the simulator simavr, clock cycle by clock cycle.
//
//   simulated_uno SKETCH.elf MILLISECONDS READINGS
//
// What the sketch sends on its serial port goes to the standard output. Every pin hears a sine of
// its own about 2.5 V; into READINGS goes a line for each conversion: the clock cycle in which it
// began, the pin, and the millivolts there.

#include <math.h>
#include <simavr/avr_adc.h>
#include <simavr/avr_uart.h>
#include <simavr/sim_avr.h>
#include <simavr/sim_elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLOCK_HZ = 16000000, SUPPLY_MV = 5000 };

static avr_t *uno;
static avr_irq_t *converter;
static FILE *readings;

static void hear(avr_irq_t *irq, uint32_t value, void *param) {
  (void)irq, (void)param;
  avr_adc_mux_t chosen;
  memcpy(&chosen, &value, sizeof value);
  const unsigned pin = chosen.src;
  const double turns = (5.0 + 7.0 * pin) * (double)uno->cycle / CLOCK_HZ;
  const unsigned mv = (unsigned)lround(2500.0 + (400.0 + 250.0 * pin) * sin(2.0 * M_PI * turns));
  avr_raise_irq(converter + pin, mv);
  fprintf(readings, "%llu %u %u\n", (unsigned long long)uno->cycle, pin, mv);
}

static void say(avr_irq_t *irq, uint32_t value, void *param) {
  (void)irq, (void)param;
  putchar((int)value);
}

int main(int count, char **words) {
  elf_firmware_t sketch = {0};
  if (count != 4 || elf_read_firmware(words[1], &sketch) || !(readings = fopen(words[3], "w"))) {
    fprintf(stderr, "usage: simulated_uno SKETCH.elf MILLISECONDS READINGS\n");
    return 2;
  }
  uno = avr_make_mcu_by_name("atmega328p");
  avr_init(uno);
  avr_load_firmware(uno, &sketch);
  uno->frequency = CLOCK_HZ;
  uno->vcc = uno->avcc = uno->aref = SUPPLY_MV;

  // Else the simulator prints what is sent as lines of text of its own.
  uint32_t flags = 0;
  avr_ioctl(uno, AVR_IOCTL_UART_SET_FLAGS('0'), &flags);
  converter = avr_io_getirq(uno, AVR_IOCTL_ADC_GETIRQ, 0);
  avr_irq_register_notify(converter + ADC_IRQ_OUT_TRIGGER, hear, NULL);
  avr_irq_t *sent = avr_io_getirq(uno, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_OUTPUT);
  avr_irq_register_notify(sent, say, NULL);

  const avr_cycle_count_t end = strtoull(words[2], NULL, 10) * (CLOCK_HZ / 1000);
  while (uno->cycle < end) {
    const int state = avr_run(uno);
    if (state == cpu_Done || state == cpu_Crashed) {
      fprintf(stderr, "the sketch stopped after %llu cycles\n", (unsigned long long)uno->cycle);
      return 1;
    }
  }
  return fclose(readings) || fflush(stdout) ? 1 : 0;
}
