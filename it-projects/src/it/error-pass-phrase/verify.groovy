// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.failsIn('distill', "<signingServer> (btf.signingServer): the <passphrase> of the <server> 'signing' in settings.xml:" +
    " $basedir/signing-key.pem: found an encrypted private key that the pass phrase does not open, expected its own pass phrase." +
    " Give the key's own pass phrase, encrypted by mvn --encrypt-password.")
run.printsNowhere('only for tests')
run.filesIn('target/modules')
