package loupe.inference.card;

/// What a model does, and so how its tensors are laid out.
public enum ModelTask {
    /// The whole volume as one tensor [1,1,A,B,C]; logits per class come back.
    SEGMENTATION_3D_WHOLE("segmentation-3d-whole"),
    /// The same tile by tile, [1,1,A,B,C] of the tile's size; logits of overlapping tiles are blended.
    SEGMENTATION_3D_TILES("segmentation-3d-tiles"),
    /// Slice by slice with neighbours as channels [n,channels,B,C]; one probability a pixel comes back.
    SEGMENTATION_2D_SLICES("segmentation-2d-slices"),
    /// Slice by slice as above; the map says how much a pixel looks like the centre part of a finding.
    DETECTION_HEATMAP("detection-heatmap"),
    /// Slice by slice as above [1,channels,B,C]; boxes come back, [n,6] or [1,n,6]: left, top, right, bottom in pixels (0 is
    /// the outer edge of the first pixel), score from 0 to 1, class.
    DETECTION_BOXES("detection-boxes"),
    /// The whole volume as one tensor [1,1,A,B,C]; one number a class comes back.
    CLASSIFICATION("classification"),
    /// A film scaled to fit a square [1,1,side,side]; one number a class comes back.
    CLASSIFICATION_FILM("classification-film"),
    /// A film scaled to fit a square [1,1,side,side]; one probability a pixel comes back.
    SEGMENTATION_2D_FILM("segmentation-2d-film"),
    /// A slide's tiles, red, green and blue from 0 to 1; one probability a pixel comes back.
    SEGMENTATION_SLIDE_TILES("segmentation-slide-tiles"),
    /// A slide's tiles as above; two maps come back: objects and their cores.
    DETECTION_SLIDE_OBJECTS("detection-slide-objects"),
    /// A picture is embedded once; a second net outlines what a person points at.
    SEGMENTATION_BY_PROMPT("segmentation-by-prompt");

    private final String text;

    ModelTask(String text) {
        this.text = text;
    }

    /// Whether it looks at whole slides.
    public boolean onSlides() {
        return this == SEGMENTATION_SLIDE_TILES || this == DETECTION_SLIDE_OBJECTS;
    }

    /// Whether it looks at single films.
    public boolean onFilms() {
        return this == SEGMENTATION_2D_FILM || this == CLASSIFICATION_FILM;
    }

    /// Whether it goes through volumes slice by slice and answers with a probability a pixel.
    public boolean sliceBySlice() {
        return this == SEGMENTATION_2D_SLICES || this == DETECTION_HEATMAP;
    }

    /// The word on the card.
    public String text() {
        return text;
    }
}
