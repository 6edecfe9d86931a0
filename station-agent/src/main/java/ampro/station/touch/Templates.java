package ampro.station.touch;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/// The precompiled screens. A template takes one view record and escapes every value in it.
public final class Templates {
    /// Where the build puts the compiled templates, see pom.xml.
    private static final String COMPILED = "ampro.station.templates";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Templates.class.getClassLoader(), COMPILED);

    /// A whole screen; `template` is its path under src/main/jte, like `screen.jte`.
    public String render(String template, Object view) {
        StringOutput page = new StringOutput();
        engine.render(template, view, page);
        return page.toString();
    }

    /// The same on one line, because the `data:` field of a server-sent event ends with the line.
    public String fragment(String template, Object view) {
        return render(template, view).replaceAll("\\s*\\R\\s*", " ");
    }
}
