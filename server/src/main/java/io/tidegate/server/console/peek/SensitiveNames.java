package io.tidegate.server.console.peek;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells by its name whether a column may hold a secret or something personal; says yes rather once too often. */
final class SensitiveNames {
    private static final Pattern PARTS =
            Pattern.compile("pass(word|wd|phrase|code|port)|pwd|secret|token|credential|api_?key|private_?key|salt|hash"
                    + "|mail|phone|mobile|address|birth|ssn|social|tax|iban|card|cvv|cvc|account_?n|salary"
                    + "|(first|last|full|sur|given|family|user)_?name"
                    + "|密码|手机|电话|邮箱|地址|身份证|姓名|パスワード|電話|メール|住所|氏名|生年月日");
    private static final Pattern WORDS = Pattern.compile("(^|_)(pass|pin|otp|tel|dob|ip|addr)(_|$)");

    private SensitiveNames() {}

    static boolean contain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return PARTS.matcher(lower).find() || WORDS.matcher(lower).find();
    }
}
