// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.RealKernels

new RealKernels(referenceDirectory).copyInto(basedir, 200)
