using System.Text;

namespace Coc.Sanctions.Features.CheckingAttendees;

/// <summary>Rows of a CSV text as its characters come (RFC 4180): nothing but the row at hand is kept. A quotation mark inside an unquoted field is a character like others.</summary>
internal sealed class CsvRows(Action<int, IReadOnlyList<string>> row)
{
    /// <summary>What no row of ours exceeds: a quotation mark that nobody closed would take the rest of the file in.</summary>
    public const int LongestRow = 20_000;

    private readonly StringBuilder field = new();
    private readonly List<string> fields = [];
    private int line = 1;
    private int begunAt = 1;
    private int length;
    private bool quoted;
    private bool closed;
    private bool afterReturn;

    /// <returns>false when a row does not end; it begins at <see cref="BegunAt"/></returns>
    public bool Take(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (afterReturn && c == '\n')
            {
                afterReturn = false;
                continue;
            }

            var inside = quoted && !closed;
            afterReturn = c == '\r' && !inside;
            if (inside)
            {
                Quoted(c);
            }
            else
            {
                Plain(c);
            }

            if (++length > LongestRow)
            {
                return false;
            }
        }

        return true;
    }

    public int BegunAt => begunAt;

    /// <returns>false when the last row does not end</returns>
    public bool End()
    {
        if (quoted && !closed)
        {
            return false;
        }

        if (fields.Count > 0 || field.Length > 0 || quoted)
        {
            EndRow();
        }

        return true;
    }

    private void Quoted(char c)
    {
        if (c == '"')
        {
            closed = true; // unless another one follows
            return;
        }

        line += c == '\n' ? 1 : 0;
        field.Append(c);
    }

    private void Plain(char c)
    {
        switch (c)
        {
            case '"' when closed:
                closed = false;
                field.Append(c);
                break;
            case '"' when field.Length == 0 && !quoted:
                quoted = true;
                break;
            case ',':
                EndField();
                break;
            case '\r' or '\n':
                EndRow();
                line++;
                begunAt = line;
                break;
            default:
                field.Append(c);
                break;
        }
    }

    private void EndField()
    {
        fields.Add(field.ToString());
        field.Clear();
        (quoted, closed) = (false, false);
    }

    private void EndRow()
    {
        EndField();
        row(begunAt, fields is [""] ? [] : [.. fields]);
        fields.Clear();
        length = 0;
    }
}
