package loupe.review.importing;

import static org.assertj.core.api.Assertions.assertThat;

