package io.gemigo.gateway.runtime.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OctetsTest {
    @Test
    void findsTheFirstControlCharacterWhereverItIs() {
        for (int value = 0; value < 256; value++) {
            boolean control = value < 0x20 || value == 0x7f;
            for (int filler : new int[] {' ', 'a', '~', 0x80, 0xff}) {
                for (int at = 0; at < 20; at++) {
                    byte[] a = new byte[24];
                    Arrays.fill(a, (byte) filler);
                    a[at + 2] = (byte) value;
                    // What comes behind must not matter, nor what is out of range.
                    a[at + 3] = '\n';
                    a[0] = '\n';
                    assertThat(Octets.control(a, 1, 23))
                            .as("%x among %x at %d", value, filler, at)
                            .isEqualTo(control ? at + 2 : at + 3);
                }
            }
        }
    }

    @Test
    void findsNoneWhereThereIsNone() {
        byte[] a = new byte[40];
        Arrays.fill(a, 3, 37, (byte) 'a');
        for (int from = 3; from < 37; from++) {
            for (int to = from; to <= 37; to++) {
                assertThat(Octets.control(a, from, to)).isEqualTo(to);
            }
        }
    }
}
