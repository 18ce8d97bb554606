using System.Data.Common;
using System.Diagnostics;
using Marten;
using Marten.Linq.QueryHandlers;
using Marten.Services.BatchQuerying;
using Weasel.Postgresql;
using Weasel.Storage;

namespace Pengcheng.Chassis.Commands;

/// <summary>One command on its way into a commit, whatever its kind of stream. It may be read and prepared more than once.</summary>
internal interface IMember
{
    /// <summary>The stream it decides on.</summary>
    Guid StreamId { get; }

    /// <summary>By what a repetition of it is recognised.</summary>
    object TriggerKey { get; }

    /// <summary>It was in a commit that failed, and has to show by itself whether that was its doing.</summary>
    bool Alone { get; set; }

    /// <summary>The trace that it is part of.</summary>
    ActivityContext Origin { get; }

    /// <summary>Adds what it needs to know to the group's reads.</summary>
    void Read(IBatchedQuery reads);

    /// <summary>Decides, and adds to the group's commit what follows. A throw here fails the group.</summary>
    Task Prepare(IDocumentSession session);

    /// <summary>What it prepared is durable.</summary>
    void Committed();

    /// <summary>It failed, alone.</summary>
    void Failed(Exception failure);
}

/// <summary>One row of the group's reads, or null if there is none.</summary>
internal sealed class Row<T>(string sql, Func<DbDataReader, T> read, params object[] values) : IQueryHandler<T?>
{
    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        var parts = sql.Split('?');
        builder.Append(parts[0]);
        for (var i = 0; i < values.Length; i++)
        {
            builder.AppendParameter(values[i]);
            builder.Append(parts[i + 1]);
        }
    }

    public async Task<T?> HandleAsync(DbDataReader reader, IStorageSession session, CancellationToken token) =>
        await reader.ReadAsync(token) ? read(reader) : default;

    public Task<int> StreamJson(Stream stream, DbDataReader reader, CancellationToken token) => throw new NotSupportedException();
}
