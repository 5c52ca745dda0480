// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelNameTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            running,                                         running
            vmlinux,                                         vmlinux
            vmlinux-next,                                    next
            /boot/vmlinuz-6.12.95-amd64,                     6.12.95-amd64
            kernels/6.1.176/vmlinux,                         6.1.176
            kernels/6.1.176/vmlinux.btf,                     6.1.176
            kernels/6.1.176.btf,                             6.1.176
            kernels/6.1.176.btf.xz,                          6.1.176
            C:\\kernels\\6.1.176\\vmlinux,                   6.1.176
            /lib/modules/6.12.95/build/vmlinux,              6.12.95
            /sys/kernel/btf/vmlinux,                         /sys/kernel/btf/vmlinux
            ../vmlinux,                                      ../vmlinux
            mvn:org.example:debian-kernel:6.12.95:btf,       debian-kernel:6.12.95
            mvn:org.example,                                 mvn:org.example
            """)
    void tellsTheKernelsApart(String kernel, String name) {
        assertThat(KernelName.of(kernel)).isEqualTo(name);
    }
}
