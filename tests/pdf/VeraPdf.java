// VeraPdf FLAVOURS FILE [FLAVOURS FILE]... - validate PDFs with veraPDF's library: one PASS or FAIL line for each flavour of
// each file, then the rules that failed.  FLAVOURS: 1b 2a 2u 3a 3u ua1 ..., between commas.
// Exit 0 all pass, 1 some fail, 2 wrong use or a file that cannot be read.  Run from source by tests/pdf/validators.py.
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraPdf {
    static boolean validate(String name, String file) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        if (flavour == PDFAFlavour.NO_FLAVOUR)
            throw new IllegalArgumentException("no such flavour");
        try (InputStream in = new FileInputStream(file);
             PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour)) {
            ValidationResult result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
            System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + name + " " + file + " checks="
                    + result.getTotalAssertions());
            Map<String, String> failed = new TreeMap<>();
            for (TestAssertion test : result.getTestAssertions())
                if (test.getStatus() == TestAssertion.Status.FAILED)
                    failed.putIfAbsent(test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber(),
                            test.getMessage().replaceAll("\\s+", " ") + "  @ " + test.getLocation().getContext());
            failed.forEach((rule, text) -> System.out.println("  " + rule + "  " + text));
            return result.isCompliant();
        }
    }

    public static void main(String[] arguments) {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        int status = arguments.length % 2 == 0 ? 0 : 2;
        for (int i = 0; i + 1 < arguments.length; i += 2)
            for (String flavour : arguments[i].split(","))
                try {
                    if (!validate(flavour, arguments[i + 1]))
                        status = Math.max(status, 1);
                } catch (Throwable unreadable) {
                    System.out.println("ERROR " + flavour + " " + arguments[i + 1] + " " + unreadable);
                    status = 2;
                }
        System.exit(status);
    }
}
