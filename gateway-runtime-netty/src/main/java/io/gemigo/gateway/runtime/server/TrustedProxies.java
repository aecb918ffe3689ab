package io.gemigo.gateway.runtime.server;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose {@code X-Forwarded-For} is believed. Immutable. */
public final class TrustedProxies {
    /** Nobody's. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final int BITS_PER_BYTE = 8;
    private static final int MAX_HOPS = 32;

    private record Range(byte[] network, int bits) {
        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % BITS_PER_BYTE;
                int at = bit / BITS_PER_BYTE;
                if ((address[at] & mask) != (network[at] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Range> ranges;

    private TrustedProxies(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /** Trusts these ranges, such as {@code 10.0.0.0/8}, or single addresses; null if one of them is neither. */
    public static @Nullable TrustedProxies of(List<String> cidrs) {
        List<Range> ranges = new ArrayList<>();
        for (String cidr : cidrs) {
            int slash = cidr.indexOf('/');
            byte[] network = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? cidr : cidr.substring(0, slash));
            if (network == null) {
                return null;
            }
            int most = network.length * BITS_PER_BYTE;
            int bits = slash < 0 ? most : bits(cidr.substring(slash + 1));
            if (bits < 0 || bits > most) {
                return null;
            }
            ranges.add(new Range(network, bits));
        }
        return new TrustedProxies(ranges);
    }

    private static int bits(String text) {
        try {
            return text.length() <= 3 ? Integer.parseInt(text) : -1;
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    /** Whether nobody is trusted. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Whether this one is trusted. */
    public boolean trusts(InetAddress address) {
        return holds(address.getAddress());
    }

    private boolean holds(byte[] address) {
        for (Range range : ranges) {
            if (range.holds(address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The client behind a trusted peer: the last address of the list that is not trusted itself, read from right to left;
     * the peer where the list is missing or unreadable from there.
     */
    public String client(String peer, @Nullable String forwardedFor) {
        if (forwardedFor == null) {
            return peer;
        }
        String client = peer;
        int to = forwardedFor.length();
        for (int hop = 0; hop < MAX_HOPS && to >= 0; hop++) {
            int comma = forwardedFor.lastIndexOf(',', to - 1);
            String entry = forwardedFor.substring(comma + 1, to).strip();
            byte[] address = NetUtil.createByteArrayFromIpAddressString(entry);
            if (address == null) {
                return client;
            }
            client = entry;
            if (!holds(address) || comma < 0) {
                return client;
            }
            to = comma;
        }
        return client;
    }
}
