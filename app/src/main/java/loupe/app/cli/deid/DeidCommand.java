package loupe.app.cli.deid;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `loupe deid …`.
@Command(name = "deid", mixinStandardHelpOptions = true, description = "Checks de-identified files; shows what a profile does.")
public final class DeidCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: check or table");
    }
}
