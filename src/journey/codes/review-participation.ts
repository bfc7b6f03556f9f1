/** How a child took part in a looked-after review, by the codes of the looked-after return (SSDA903). */
export const reviewParticipation = {
  PN0: 'Under 4 at the time',
  PN1: 'Came and spoke for themselves',
  PN2: 'Came, and an advocate spoke',
  PN3: 'Came and conveyed their views without words',
  PN4: 'Came and did not contribute',
  PN5: 'Did not come, and an advocate spoke for them',
  PN6: 'Did not come, and sent their views',
  PN7: 'Did not come and did not send their views',
} as const
