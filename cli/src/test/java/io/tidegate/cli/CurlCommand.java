package io.tidegate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command of the manual that asks a server: the words that a shell makes of it, as far as the manual goes, and what they ask.
 *
 * @param method of HTTP
 * @param url with its query
 * @param body empty for none
 */
record CurlCommand(String method, String url, String body) {
    /** All commands of a text, which begin at the start of a line. */
    static List<CurlCommand> all(String text, Map<String, String> variables) {
        List<CurlCommand> commands = new ArrayList<>();
        for (String command : text.split("(?m)^(?=curl )")) {
            if (command.startsWith("curl ")) {
                commands.add(of(words(command, variables)));
            }
        }
        return commands;
    }

    private static CurlCommand of(List<String> words) {
        String method = "";
        String url = "";
        String body = "";
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-H" -> i++;
                case "-X" -> method = words.get(++i);
                case "-d" -> body = words.get(++i);
                default -> url = words.get(i);
            }
        }
        String implied = body.isEmpty() ? "GET" : "POST";
        return new CurlCommand(method.isEmpty() ? implied : method, url, body);
    }

    private static List<String> words(String command, Map<String, String> variables) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == '$' && quote != '\'') {
                int end = i + 1;
                while (end < command.length()
                        && (Character.isLetter(command.charAt(end)) || command.charAt(end) == '_')) {
                    end++;
                }
                word.append(variables.get(command.substring(i + 1, end)));
                i = end - 1;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (word.length() > 0) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
        }
        return words;
    }
}
