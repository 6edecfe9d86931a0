package ampro.station.raster;

import java.util.List;

/// One side of a card in the order of its panels on the ribbon.
public record Panels(List<Panel> panels) {
    public Panels {
        panels = List.copyOf(panels);
    }

    public Panel panel(char name) {
        return panels.stream()
                .filter(p -> p.name() == name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no panel " + name));
    }

    /// The panels' letters, `ymcko`.
    public String names() {
        StringBuilder names = new StringBuilder();
        panels.forEach(p -> names.append(p.name()));
        return names.toString();
    }
}
