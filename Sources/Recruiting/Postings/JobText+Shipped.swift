extension JobText {
  /// Descriptions that come with the program, by their code: to begin with, not to post unread.
  public static let shipped: [String: JobText] = [
    "customer-service-manager": customerServiceManager,
    "seasonal-customer-service-agent": seasonalAgent,
  ]

  private static let fairly = """
    {{company}} hires on what people can do. We welcome applications from everyone, whatever their age, disability, \
    sex, gender identity, sexual orientation, ethnic or national origin, religion or belief, marital status, pregnancy \
    or parenthood. Tell us what would make applying or working here easier for you: {{contact}}. Questions about you \
    that have nothing to do with the work are voluntary, kept apart from your application, and never seen by anyone \
    who decides on it. No program ranks or rejects applicants here; people read every application.
    """

  static let customerServiceManager = JobText(
    title: "Customer service manager",
    [
      .brief: """
        {{company}} sells online, and the people who answer our customers are the shop's voice. In {{city}} you lead \
        that team through ordinary weeks and through the peak before the holidays, when orders triple. You decide, \
        with a plan you can explain, how many people we need, whom we hire by when, and how good the help was that \
        customers got.
        """,
      .responsibilities: """
        - Lead {{team_size}} agents and their team leads: set goals with them, coach, and give feedback every week.
        - Plan the season: forecast contacts, agree on service levels, open requisitions in time, and see that every \
        class is trained before its first live contact.
        - Keep the promise to customers: answer times, solved at the first contact, and satisfaction, read with their \
        uncertainty and never as a league table of people.
        - Run the roster fairly: rest, time off and swaps within the rules, published when the law says or sooner.
        - Find out why customers have to ask, and get it fixed with shop, warehouse and carriers.
        - Answer for quality and for personal data: calls are sampled and judged alike, and files are kept no longer \
        than needed.
        """,
      .qualifications: """
        - {{years}} years of leading a customer service team, part of them in a shop or another seasonal trade.
        - You plan with numbers, and say what a number cannot tell.
        - You have hired, trained and let go people decently.
        - Clear writing and speech in {{language}}.
        - At home in a help desk and a telephone system; workforce planning is a plus.
        - A degree is not asked for.
        """,
      .benefits: """
        - {{holidays}} days of paid holiday, and time off in lieu after the peak.
        - Pension, paid sick leave and paid parental leave: {{benefits}}.
        - A training budget, and time to use it outside the season.
        - A discount in the shop.
        """,
      .additional: """
        {{hours}} hours a week, {{schedule}}. In the six weeks before the holidays everybody's hours move, yours too; \
        you know yours at least two weeks before. Place of work: {{place}}. We would like you to start on {{start}}.

        Apply at {{apply}} by {{closes}}. You talk to your future lead and to two people of the team, see a real week, \
        and hear from us within ten working days either way.
        """,
      .equalOpportunity: fairly,
      .pay: "{{pay}}, by what you bring along; we tell you how we got there.",
    ])

  static let seasonalAgent = JobText(
    title: "Customer service agent for the season",
    [
      .brief: """
        From {{start}} until {{end}} you help customers of {{company}} who wait for a parcel, send something back or \
        cannot decide. You get {{training}} of paid training first, and somebody beside you in the first week.
        """,
      .responsibilities: """
        - Answer customers by {{channels}}, in {{language}}.
        - Look up orders, refunds and returns, and make things right.
        - Write down what you learned, so that the next customer need not ask.
        """,
      .qualifications: """
        - You like people, also at the end of a long day, and you write without many mistakes.
        - No experience needed. Were you here last season, a short refresher is enough.
        """,
      .benefits: """
        - Paid training, paid breaks, and holiday pay.
        - A discount in the shop, and first choice when we hire for good.
        - {{benefits}}.
        """,
      .additional: """
        About {{hours}} hours a week, {{schedule}}; this is our estimate in good faith, and the roster is published at \
        least two weeks before it begins. Place of work: {{place}}. Apply at {{apply}} by {{closes}}.
        """,
      .equalOpportunity: fairly,
      .pay: "{{pay}}. Nights, Sundays and holidays pay more, as the law or our agreement says.",
    ])
}
