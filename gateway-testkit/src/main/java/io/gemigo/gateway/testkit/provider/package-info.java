/**
 * The contract tests of providers: {@link io.gemigo.gateway.testkit.provider.ProviderTck} for those that are codecs over
 * HTTP, {@link io.gemigo.gateway.testkit.provider.InProcessProviderTck} for the others.
 */
@NullMarked
package io.gemigo.gateway.testkit.provider;

import org.jspecify.annotations.NullMarked;
