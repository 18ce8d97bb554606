using Npgsql;

namespace Pengcheng.Sandbox.Registry;

/// <summary>
/// A case at the registration centre: a transfer, the mortgages that go and those that come. The lenders of old mortgages stand in the
/// order of their proofs; several new mortgages have a lender each.
/// </summary>
public sealed record Application(
    string AcceptanceNo, string UnitNo, IReadOnlyList<string>? OldMortgageProofNos = null, string? NewMortgagee = null,
    IReadOnlyList<string>? OldMortgagees = null, IReadOnlyList<string>? NewMortgagees = null,
    string? CertificateNo = null, string? NewMortgageProofNo = null)
{
    /// <summary>The lenders that get a new mortgage.</summary>
    public IReadOnlyList<string> Mortgagees() => NewMortgagees ?? (NewMortgagee is null ? [] : [NewMortgagee]);
}

/// <summary>The cases that the registration centre has accepted.</summary>
public sealed class Applications(NpgsqlDataSource database)
{
    /// <summary>Accepts a case. False: there is one of this number.</summary>
    public async Task<bool> Accept(Application application)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.Sql("insert into applications values (@no, @content::jsonb, 'accepted') on conflict do nothing")
            .With("no", application.AcceptanceNo).With("content", Json.Write(application)).Run() == 1;
    }

    /// <summary>The case, or null.</summary>
    public async Task<Application?> Find(string acceptanceNo)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.Sql("select content from applications where acceptance_no = @no").With("no", acceptanceNo)
            .Row(row => Json.Read<Application>(row.Get<string>("content")));
    }
}
