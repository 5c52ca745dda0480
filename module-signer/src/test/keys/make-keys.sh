#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Makes the test keys and what sign-file makes with them.
#
#   make-keys.sh SIGN_FILE
#
# SIGN_FILE is the kernel's scripts/sign-file, in Debian's linux-kbuild-6.12. Keys are random: all files are new after each run.
# The text in front of each block says what it is; readers of PEM skip it.

set -eu
sign_file=$1
cd "$(dirname "$0")/../resources/org/btf4j/signer"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

pass_phrase='Schlüssel für Türen'

# Everyone knows these keys, so scanners for secrets should not bother anybody.
store() { # standard input as the test key of that name
	{
		echo '# SPDX-License-Identifier: Apache-2.0'
		echo '# A test key, which everyone knows: it must never be trusted, and signs nothing but test data.'
		cat
	} >"$1"
}

certificate() { # of a new key: NAME SUBJECT OPTION...
	name=$1 subject=$2
	shift 2
	openssl req -new -x509 -utf8 -nodes -days 36500 -sha256 -subj "$subject" -keyout "$work/$name.pem" -out "$work/$name-cert.pem" "$@"
}

certificate authority '/O=btf4j tests/CN=Authority' -newkey rsa:2048

# A key whose certificate another one issued: the signature has to name the issuer, not the subject.
openssl req -new -utf8 -nodes -newkey rsa:2048 -subj '/O=btf4j tests/CN=Prüfschlüssel' -keyout "$work/rsa.pem" -out "$work/rsa.csr"
openssl x509 -req -in "$work/rsa.csr" -CA "$work/authority-cert.pem" -CAkey "$work/authority.pem" -CAcreateserial -days 36500 -sha256 -out "$work/rsa-cert.pem"
certificate ec '/CN=Test key EC' -newkey ec -pkeyopt ec_paramgen_curve:P-256

store authority-cert.pem <"$work/authority-cert.pem"
for key in rsa ec; do
	store $key-cert.pem <"$work/$key-cert.pem"
	openssl x509 -in "$work/$key-cert.pem" -outform DER -out $key-cert.der
	cat "$work/$key.pem" "$work/authority-cert.pem" "$work/$key-cert.pem" | store $key-pkcs8-with-certs.pem
	openssl pkcs8 -topk8 -in "$work/$key.pem" -v2 aes-256-cbc -passout "pass:$pass_phrase" | store $key-pkcs8-encrypted.pem
	openssl pkey -traditional -in "$work/$key.pem" | store $key-traditional.pem
	openssl pkey -traditional -in "$work/$key.pem" -aes128 -passout "pass:$pass_phrase" | store $key-traditional-encrypted.pem
done
openssl pkcs8 -topk8 -in "$work/rsa.pem" -v2 aes-128-cbc -v2prf hmacWithSHA1 -passout "pass:$pass_phrase" | store rsa-pkcs8-sha1-encrypted.pem
openssl pkcs8 -topk8 -in "$work/rsa.pem" -scrypt -scrypt_N 1024 -passout "pass:$pass_phrase" | store rsa-pkcs8-scrypt-encrypted.pem

openssl pkcs8 -topk8 -in "$work/rsa.pem" -v2 camellia-128-cbc -passout "pass:$pass_phrase" | store rsa-pkcs8-camellia-encrypted.pem

# Kinds that kernels know nothing of.
openssl genpkey -algorithm ED25519 | store ed25519.pem
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 | store ec-secp256k1.pem
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2056 | store rsa-2056.pem

# What sign-file appends to a module that is this text.
for hash in sha256 sha384 sha512; do
	printf '%s' "a module's own bytes" >"$work/module"
	"$sign_file" $hash "$work/rsa.pem" "$work/rsa-cert.pem" "$work/module" rsa-$hash.ko
done
