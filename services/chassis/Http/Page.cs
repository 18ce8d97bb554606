using Microsoft.AspNetCore.Http;
using Npgsql;
using Pengcheng.Chassis.Errors;
using Pengcheng.Chassis.Storage;

namespace Pengcheng.Chassis.Http;

/// <summary>A page of a list; the cursor is null on the last one.</summary>
/// <param name="Items">The lines.</param>
/// <param name="NextCursor">To be given back as <c>cursor</c> for the page that follows.</param>
public sealed record Page<TLine>(IReadOnlyList<TLine> Items, string? NextCursor);

/// <summary>Reads a list page by page, in the order of a key that is its own cursor.</summary>
public sealed class Listing(NpgsqlDataSource database)
{
    private const int Most = 200;

    private static readonly string[] Unreadable =
        [PostgresErrorCodes.InvalidTextRepresentation, PostgresErrorCodes.InvalidDatetimeFormat, PostgresErrorCodes.DatetimeFieldOverflow];

    /// <summary>
    /// A page of what the query finds. The query has the filters as <c>$1</c> and further, and as its last two parameters the cursor
    /// (null on the first page) and how many lines. A cursor that the query cannot read is the caller's mistake.
    /// </summary>
    /// <param name="sql">The query, in the order of the cursor.</param>
    /// <param name="filters">Its parameters before the last two.</param>
    /// <param name="cursor">As given by the caller.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="key">The cursor that stands behind a line.</param>
    /// <param name="cancel">When the caller is gone.</param>
    /// <param name="line">A line from its row, if its columns are not the line's own parameters in their order.</param>
    public async Task<IResult> Read<TLine>(
        string sql, IReadOnlyList<object?> filters, string? cursor, int limit, Func<TLine, string> key, CancellationToken cancel, Func<NpgsqlDataReader, TLine>? line = null)
        where TLine : class
    {
        if (limit is < 1 or > Most) return Problems.Result(ChassisErrors.Invalid, new FieldError("limit", "range", $"1 to {Most}"));
        try
        {
            var lines = await database.Read(sql, [.. filters, cursor, limit + 1], line ?? RecordRow<TLine>.Of, cancel);
            var more = lines.Count > limit;
            return Results.Ok(new Page<TLine>(more ? lines[..limit] : lines, more ? key(lines[limit - 1]) : null));
        }
        catch (PostgresException unread) when (cursor is not null && Unreadable.Contains(unread.SqlState))
        {
            return Problems.Result(ChassisErrors.Invalid, new FieldError("cursor", "shape", "the nextCursor of the page before"));
        }
    }
}
