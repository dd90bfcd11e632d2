package loupe.inference.card;

/// What a model does, and so how its tensors are laid out.
public enum ModelTask {
    /// The whole volume as one tensor [1,1,A,B,C]; logits per class come back.
    SEGMENTATION_3D_WHOLE("segmentation-3d-whole"),
    /// Slice by slice with neighbours as channels [n,channels,B,C]; one probability a pixel comes back.
    SEGMENTATION_2D_SLICES("segmentation-2d-slices"),
    /// Slice by slice as above; the map says how much a pixel looks like the centre part of a finding.
    DETECTION_HEATMAP("detection-heatmap");

    private final String text;

    ModelTask(String text) {
        this.text = text;
    }

    /// The word on the card.
    public String text() {
        return text;
    }
}
