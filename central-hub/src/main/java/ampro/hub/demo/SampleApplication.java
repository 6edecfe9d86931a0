package ampro.hub.demo;

import java.util.List;

/// One application of an invented person, field by field as `POST /api/v1/applications` takes it.
///
/// - `birthDate`: ISO 8601
/// - `portrait`, `signature`: picture files in base 64
public record SampleApplication(
        String type,
        String site,
        String surname,
        String givenNames,
        String birthDate,
        String birthPlace,
        String sex,
        List<String> address,
        List<String> categories,
        List<String> restrictions,
        String portrait,
        String signature) {}
