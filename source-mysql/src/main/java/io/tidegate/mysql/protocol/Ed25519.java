package io.tidegate.mysql.protocol;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Ed25519 signatures as RFC 8032 section 5.1.6 defines them, but for a secret of any length: MariaDB hashes the password
 * itself where the RFC has a seed of 32 bytes, which the JDK's own signature class doesn't take. Slow big integers, as a
 * login needs just two multiplications of a point. Not hardened against an observer who can time them.
 */
final class Ed25519 {
    private static final int SIZE = 32;
    private static final BigInteger TWO = BigInteger.TWO;
    /** The field. */
    private static final BigInteger P = TWO.pow(255).subtract(BigInteger.valueOf(19));
    /** Order of the base point. */
    private static final BigInteger L = TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    /** The curve: -x² + y² = 1 + d x² y². */
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);

    private static final Point BASE = Point.affine(
            new BigInteger("15112221349535400772501151409588531511454012693041857206046113283949847762202"),
            new BigInteger("46316835694926478169428394003475163141307993866256225615783033603165251855960"));

    private Ed25519() {}

    /** The signature of a message: 64 bytes. */
    static byte[] sign(byte[] secret, byte[] message) {
        byte[] hash = sha512(secret);
        hash[0] &= (byte) 0xF8;
        hash[SIZE - 1] &= 0x3F;
        hash[SIZE - 1] |= 0x40;
        BigInteger scalar = number(hash, SIZE);
        byte[] prefix = Arrays.copyOfRange(hash, SIZE, 2 * SIZE);
        byte[] publicKey = BASE.times(scalar).encoded();
        BigInteger nonce = number(sha512(prefix, message), 2 * SIZE).mod(L);
        byte[] commitment = BASE.times(nonce).encoded();
        BigInteger challenge =
                number(sha512(commitment, publicKey, message), 2 * SIZE).mod(L);
        byte[] signature = Arrays.copyOf(commitment, 2 * SIZE);
        System.arraycopy(bytes(nonce.add(challenge.multiply(scalar)).mod(L)), 0, signature, SIZE, SIZE);
        return signature;
    }

    private static byte[] sha512(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-512", missing);
        }
    }

    private static BigInteger number(byte[] littleEndian, int length) {
        byte[] bigEndian = new byte[length];
        for (int i = 0; i < length; i++) {
            bigEndian[length - 1 - i] = littleEndian[i];
        }
        return new BigInteger(1, bigEndian);
    }

    private static byte[] bytes(BigInteger value) {
        byte[] littleEndian = new byte[SIZE];
        byte[] bigEndian = value.toByteArray();
        for (int i = 0; i < Math.min(SIZE, bigEndian.length); i++) {
            littleEndian[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return littleEndian;
    }

    /** A point in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z. */
    private record Point(BigInteger x, BigInteger y, BigInteger z, BigInteger t) {
        static Point affine(BigInteger x, BigInteger y) {
            return new Point(x, y, BigInteger.ONE, x.multiply(y).mod(P));
        }

        Point times(BigInteger factor) {
            Point sum = affine(BigInteger.ZERO, BigInteger.ONE);
            for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
                sum = sum.plus(sum);
                if (factor.testBit(bit)) {
                    sum = sum.plus(this);
                }
            }
            return sum;
        }

        Point plus(Point other) {
            BigInteger a = y.subtract(x).multiply(other.y.subtract(other.x)).mod(P);
            BigInteger b = y.add(x).multiply(other.y.add(other.x)).mod(P);
            BigInteger c = t.multiply(TWO).multiply(D).multiply(other.t).mod(P);
            BigInteger d = z.multiply(TWO).multiply(other.z).mod(P);
            BigInteger e = b.subtract(a);
            BigInteger f = d.subtract(c);
            BigInteger g = d.add(c);
            BigInteger h = b.add(a);
            return new Point(
                    e.multiply(f).mod(P),
                    g.multiply(h).mod(P),
                    f.multiply(g).mod(P),
                    e.multiply(h).mod(P));
        }

        /** y in 32 bytes, the lowest bit of x in the highest bit. */
        byte[] encoded() {
            BigInteger inverse = z.modInverse(P);
            byte[] encoded = bytes(y.multiply(inverse).mod(P));
            if (x.multiply(inverse).mod(P).testBit(0)) {
                encoded[SIZE - 1] |= (byte) 0x80;
            }
            return encoded;
        }
    }
}
