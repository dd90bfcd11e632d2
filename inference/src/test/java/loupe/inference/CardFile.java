package loupe.inference;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;

/// A card on disk that a figure is written into; the rest of it keeps its looks.
final class CardFile {
    private final File file;

    CardFile(File file) {
        this.file = file;
    }

    /// A change of a card.
    @FunctionalInterface
    interface Change {
        void to(ObjectNode card);
    }

    void change(Change change) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode card = (ObjectNode) mapper.readTree(file);
        change.to(card);
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER).withArrayEmptySeparator("")
                .withObjectEmptySeparator(""));
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        mapper.writer(printer).writeValue(file, card);
    }
}
