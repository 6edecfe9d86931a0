package ampro.hub.custody;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The row afterwards, the same row when only effects follow.
public record JobStep(Job job, List<JobEffect> effects) {
    JobStep and(JobEffect... more) {
        return new JobStep(job, Stream.concat(effects.stream(), Arrays.stream(more)).toList());
    }

    JobStep after(JobEffect... first) {
        return new JobStep(job, Stream.concat(Arrays.stream(first), effects.stream()).toList());
    }

    /// Whether a card becomes the one that its holder may carry.
    boolean makesLive() {
        return effects.stream()
                .anyMatch(effect ->
                        effect instanceof JobEffect.SetCard(String card, CardStatus status)
                                && status == CardStatus.LIVE);
    }
}
