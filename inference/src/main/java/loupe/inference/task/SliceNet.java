package loupe.inference.task;

import java.util.Optional;
import loupe.inference.card.ContextSpec;
import loupe.inference.card.InputSpec;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.inference.tensor.Coarser;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.FloatTensor;
import loupe.inference.tensor.Lanes;

/// The loaded nets of a model that answers slice by slice: its own, and the one that sees the whole volume coarsely where it
/// has one.
///
/// @param input how slices are given to the first
/// @param session the first
/// @param context how the volume is given to the second, and the second
public record SliceNet(InputSpec input, OnnxSession session, Optional<Context> context) {
    /// The second net.
    ///
    /// @param spec what it sees
    /// @param session it, loaded
    public record Context(ContextSpec spec, OnnxSession session) {}

    /// The nets of a card.
    ///
    /// @param second its second net, loaded, where it has a context
    public static SliceNet of(ModelCard card, OnnxSession session, Optional<OnnxSession> second) {
        return new SliceNet(card.input(), session,
                card.more().context().map(c -> new Context(c, second.orElseThrow(() -> new IllegalArgumentException("the context's net is missing")))));
    }

    /// What the second net says of a prepared volume, on its own grid; empty where there is none.
    ///
    /// @throws ModelException if it fails or answers with anything but a probability a voxel
    Optional<Field> around(Field prepared, Lanes lanes) throws ModelException {
        if (context.isEmpty()) {
            return Optional.empty();
        }
        Context c = context.get();
        Field coarse = Coarser.of(prepared, c.spec.spacingMm(), c.spec.multipleOf(), lanes);
        FloatTensor in = FloatTensor.direct(1, 1, coarse.grid().slices(), coarse.grid().rows(), coarse.grid().columns());
        in.values().put(0, coarse.values());
        FloatTensor out = c.session.run(in, lanes.job());
        if (out.values().capacity() != coarse.values().length) {
            throw new ModelException("the model's second net does not have one number a voxel; its card does not fit it");
        }
        float[] p = new float[coarse.values().length];
        out.values().get(0, p);
        SliceMap.requireProbabilities(p);
        return Optional.of(new Field(coarse.grid(), p));
    }

    /// The probability of each voxel of a prepared volume.
    ///
    /// @throws ModelException if a net fails
    Field map(Field prepared, Lanes lanes) throws ModelException {
        return map(prepared, around(prepared, lanes), lanes);
    }

    /// The same of a part of a volume.
    ///
    /// @param around what the second net said of the whole volume
    Field map(Field part, Optional<Field> around, Lanes lanes) throws ModelException {
        return new SliceMap(session, input, around).run(part, lanes);
    }
}
