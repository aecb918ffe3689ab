/** The gateway served by {@code com.sun.net.httpserver} and {@code java.net.http}: everything an embedder must write. */
@NullMarked
package io.gemigo.gateway.example.jdkserver;

import org.jspecify.annotations.NullMarked;
