package loupe.inference.engine;

import java.util.Set;

/// Looks through an ONNX file before the runtime sees it, and refuses what could reach outside it or exhaust memory:
/// external data, unknown operator domains, absurd dimensions. Field numbers are those of onnx.proto3.
public final class ModelScan {
    private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml");
    private static final long LARGEST = 1L << 30;
    private static final int DEEPEST = 12;

    private boolean graphSeen;

    private ModelScan() {}

    /// Checks a model's bytes.
    ///
    /// @throws ModelException if they are no ONNX model or one that must not be loaded
    public static void check(byte[] model) throws ModelException {
        ModelScan scan = new ModelScan();
        scan.model(new Protobuf(model));
        if (!scan.graphSeen) {
            throw Protobuf.broken();
        }
    }

    private void model(Protobuf p) throws ModelException {
        while (p.next()) {
            if (p.field() == 7 && p.isBytes()) {
                graphSeen = true;
                graph(p.message(), 0);
            } else if (p.field() == 8 && p.isBytes()) {
                domain(p.message());
            } else if (p.field() == 25 && p.isBytes()) {
                function(p.message());
            }
        }
    }

    private static void domain(Protobuf p) throws ModelException {
        while (p.next()) {
            if (p.field() == 1 && p.isBytes() && !DOMAINS.contains(p.text())) {
                throw new ModelException("the model needs operators of an unknown domain; only standard ONNX models are run");
            }
        }
    }

    private void function(Protobuf p) throws ModelException {
        while (p.next()) {
            if (p.field() == 7 && p.isBytes()) {
                node(p.message(), 1);
            }
        }
    }

    private void graph(Protobuf p, int depth) throws ModelException {
        if (depth > DEEPEST) {
            throw new ModelException("the model's graphs are nested too deeply");
        }
        while (p.next()) {
            if (!p.isBytes()) {
                continue;
            }
            switch (p.field()) {
                case 1 -> node(p.message(), depth);
                case 5 -> tensor(p.message());
                case 15 -> sparse(p.message());
                default -> {}
            }
        }
    }

    private void node(Protobuf p, int depth) throws ModelException {
        while (p.next()) {
            if (p.field() == 5 && p.isBytes()) {
                attribute(p.message(), depth);
            } else if (p.field() == 7 && p.isBytes() && !DOMAINS.contains(p.text())) {
                throw new ModelException("the model needs operators of an unknown domain; only standard ONNX models are run");
            }
        }
    }

    private void attribute(Protobuf p, int depth) throws ModelException {
        while (p.next()) {
            if (!p.isBytes()) {
                continue;
            }
            switch (p.field()) {
                case 5, 10 -> tensor(p.message());
                case 6, 11 -> graph(p.message(), depth + 1);
                case 22, 23 -> sparse(p.message());
                default -> {}
            }
        }
    }

    private static void sparse(Protobuf p) throws ModelException {
        while (p.next()) {
            if ((p.field() == 1 || p.field() == 2) && p.isBytes()) {
                tensor(p.message());
            }
        }
    }

    private static void tensor(Protobuf p) throws ModelException {
        long elements = 1;
        while (p.next()) {
            if (p.field() == 13 || p.field() == 14 && p.isNumber() && p.number() != 0) {
                throw new ModelException("the model keeps weights in other files; only models in one file are run");
            }
            if (p.field() == 1 && p.isNumber()) {
                elements = times(elements, p.number());
            } else if (p.field() == 1 && p.isBytes()) {
                for (Protobuf dims = p.message(); dims.hasMore(); ) {
                    elements = times(elements, dims.packed());
                }
            }
        }
    }

    private static long times(long elements, long length) throws ModelException {
        if (length < 0 || length > LARGEST || elements * length > LARGEST) {
            throw new ModelException("the model claims a tensor of an absurd size");
        }
        return elements * length;
    }
}
