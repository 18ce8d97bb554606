namespace Pengcheng.Fault.Verdict;

/// <summary>All that is checked after a run, in the order in which it is told.</summary>
internal static class Promises
{
    private static readonly IReadOnlyList<Func<Evidence, Finding>> All =
    [
        Commands.AreStored, Commands.HaveTheirEvents, Commands.OfPartnersAreStored, Commands.OfPartnersCameThrough, Commands.AreAnsweredTheSame, Commands.AreAnsweredTheSameAtTheEnd,
        Deals.HaveEnded, Deals.HaveWholeHistories, Deals.WentAsPlayed,
        Entries.HaveTheirFirms, Entries.OfScansAreThere, Entries.OfRecordsAreThere, Entries.AreOneForEachVisit, Entries.AreCountedOnce,
        Books.Balance, Books.AgreeWithTheBank, Books.OfPeopleAgree, Books.OfTheBanksHold, Books.PaidOnce,
        Remains.InTheOutbox, Remains.AmongDueCommands, Remains.InQueues, Remains.InErrorQueues,
    ];

    /// <summary>Checks all.</summary>
    public static IReadOnlyList<Finding> Check(Evidence evidence) => [.. All.Select(check => check(evidence))];
}
