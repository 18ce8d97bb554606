using Marten;
using Pengcheng.Chassis.Storage;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Commands;

/// <summary>The tables that rows are written to.</summary>
public interface IRows
{
    /// <summary>All of them. They are made when the service starts.</summary>
    IReadOnlyList<RowTable> Tables { get; }
}

/// <summary>
/// Rows of a service's own tables that belong to the same commit, such as postings or a line of a list. They follow from the events
/// and from nothing else, so that they can be built anew at any time (<c>POST …/ops/rows/rebuild</c>).
/// </summary>
/// <typeparam name="TState">The stream's state.</typeparam>
public interface IRows<TState> : IRows where TState : class
{
    /// <summary>Writes the rows for these events: those of a commit, after its decision, or all of a stream, whose rows were forgotten before.</summary>
    void Write(RowWriter rows, TState after, IReadOnlyList<RecordedEvent<TState>> events);
}

/// <summary>One row for each stream.</summary>
internal sealed class OneRow<TState>(RowTable table, Func<TState, object?[]> line) : IRows<TState> where TState : class
{
    public IReadOnlyList<RowTable> Tables => [table];

    public void Write(RowWriter rows, TState after, IReadOnlyList<RecordedEvent<TState>> events) => rows.Put(table, line(after));
}

/// <summary>An event on its way into the store, or out of it.</summary>
/// <param name="Id">Its id, which is also the id of the message it publishes.</param>
/// <param name="Data">The event.</param>
/// <param name="Before">The state right before it; null at a stream's first.</param>
/// <param name="After">The state right after it.</param>
/// <param name="At">The platform's time.</param>
public sealed record RecordedEvent<TState>(Guid Id, object Data, TState? Before, TState After, DateTimeOffset At) where TState : class;

/// <summary>
/// Queues one stream's rows for the commit. Values are given in the order of the table's columns, without the first, which is the stream's id.
/// Enums are written as their words, times in UTC.
/// </summary>
public sealed class RowWriter(IDocumentOperations session, Guid streamId)
{
    /// <summary>A row, in place of the one with the same key.</summary>
    public void Put(RowTable table, params ReadOnlySpan<object?> values) => session.QueueSqlCommand(table.Upsert, Row(table, values));

    /// <summary>One more row. If its key is taken the commit fails.</summary>
    public void Add(RowTable table, params ReadOnlySpan<object?> values) => session.QueueSqlCommand(table.Insert, Row(table, values));

    internal void Forget(RowTable table) => session.QueueSqlCommand(table.Delete, streamId);

    private object[] Row(RowTable table, ReadOnlySpan<object?> values)
    {
        if (values.Length + 1 != table.Width) throw new ArgumentException($"A row of {table} has {table.Width - 1} values beside its stream, not {values.Length}.", nameof(values));
        var row = new object[table.Width];
        row[0] = streamId;
        for (var i = 0; i < values.Length; i++) row[i + 1] = Stored(values[i]);
        return row;
    }

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        Enum word => EnumWords.Of(word.ToString()),
        DateTimeOffset at => at.ToUniversalTime(),
        _ => value,
    };
}
