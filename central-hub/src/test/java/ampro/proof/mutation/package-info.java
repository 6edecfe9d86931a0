/// Mutation testing of the pure rules of custody: each is changed in every small way by PIT, one
/// change at a time, and a fast test has to notice. What PIT is run with stands in the profile
/// `mutation` of the project's pom.xml, which classes it changes in [Part].
@NullMarked
package ampro.proof.mutation;

import org.jspecify.annotations.NullMarked;
