package io.tidegate.mysql.row;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The table {@code d.t}: a key {@code id} and the columns {@code c0}, {@code c1} … under test. */
record TestedTable(Connection connection, List<TestedColumn> columns) {
    void create(String options) throws SQLException {
        StringBuilder sql = new StringBuilder("CREATE TABLE d.t (id INT PRIMARY KEY");
        for (int i = 0; i < columns.size(); i++) {
            sql.append(", c").append(i).append(' ').append(columns.get(i).ddl());
        }
        execute(sql.append(") ").append(options).toString());
    }

    /** Inserts a random row, in which every tenth value is NULL. */
    void insert(int id, Random random) throws SQLException {
        StringBuilder sql = new StringBuilder("INSERT INTO d.t VALUES (" + id);
        for (TestedColumn column : columns) {
            sql.append(", ")
                    .append(random.nextInt(10) == 0 ? "NULL" : column.literal().next(random));
        }
        execute(sql.append(")").toString());
    }

    /** All rows in order of their id, in the form of {@link CellText}. */
    List<List<String>> select() throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT id");
        for (int i = 0; i < columns.size(); i++) {
            sql.append(", CONCAT('', ")
                    .append(columns.get(i).select().replace("$", "c" + i))
                    .append(')');
        }
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        sql.append(" FROM d.t ORDER BY id").toString())) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                row.add(result.getString(1));
                for (int i = 0; i < columns.size(); i++) {
                    row.add(CellText.canonical(columns.get(i).type().kind(), result.getString(i + 2)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** What we make of its definition. */
    TableVersion version() {
        List<Column> all = new ArrayList<>();
        all.add(new Column("id", ColumnType.of(ColumnKind.INT), false));
        for (int i = 0; i < columns.size(); i++) {
            all.add(new Column("c" + i, columns.get(i).type(), true));
        }
        return new TableVersion(new TableName("d", "t"), all, List.of());
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
