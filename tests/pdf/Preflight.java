// Preflight 1b FILE [1b FILE]... - validate PDFs as PDF/A-1b with PDFBox Preflight: one PASS or FAIL line for each file, then what failed.
// Exit 0 all pass, 1 some fail, 2 wrong use or a file that cannot be read.  Run from source by tests/pdf/validators.py.
import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.parser.PreflightParser;

public class Preflight {
    static boolean validate(String file) throws Exception {
        PreflightParser parser = new PreflightParser(new File(file));
        parser.parse();
        try (PreflightDocument document = parser.getPreflightDocument()) {
            document.validate();
            ValidationResult result = document.getResult();
            System.out.println((result.isValid() ? "PASS" : "FAIL") + " 1b " + file);
            Map<String, String> failed = new TreeMap<>();
            for (ValidationResult.ValidationError error : result.getErrorsList())
                failed.putIfAbsent(error.getErrorCode(), error.getDetails());
            failed.forEach((code, details) -> System.out.println("  " + code + "  " + details));
            return result.isValid();
        }
    }

    public static void main(String[] arguments) {
        java.util.logging.LogManager.getLogManager().reset();
        int status = arguments.length % 2 == 0 ? 0 : 2;
        for (int i = 0; i + 1 < arguments.length; i += 2)
            try {
                if (!arguments[i].equals("1b"))
                    throw new IllegalArgumentException("no such flavour");
                if (!validate(arguments[i + 1]))
                    status = Math.max(status, 1);
            } catch (Exception unreadable) {
                System.out.println("ERROR " + arguments[i] + " " + arguments[i + 1] + " " + unreadable);
                status = 2;
            }
        System.exit(status);
    }
}
