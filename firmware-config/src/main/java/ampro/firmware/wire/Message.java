package ampro.firmware.wire;

/// One payload: `{"envelope":{…},"body":{…}}`; the body's kind is the last level of the topic.
public record Message<B>(Envelope envelope, B body) {}
