package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelProvider;

/** Who serves a call, and with which model. Immutable. */
record ModelTarget(ModelProvider provider, ModelCard card) {}
