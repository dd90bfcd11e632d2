/// Objects on slides as GeoJSON with QuPath's keys: a `FeatureCollection`, coordinates in pixels of level 0, y downwards.
@NullMarked
package loupe.core.slide.geojson;

import org.jspecify.annotations.NullMarked;
